"""Getting what stands under an address, with limits, and nothing that was not asked for."""
