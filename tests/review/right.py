"""Right texts for `Can 20610 and 20552 be billed together?`: they pass as they are."""

RIGHT: tuple[str, ...] = (
    "It depends. NCCI pairs 20610 with 20552 [1].\n\n- Report `20610; 20552-XS` if the record shows separate sites.\n"
    "- Without one, 20552 is bundled. In 2024, 3 of 4 claims of $1,234.56 were denied on 11/23/2026.\n",
    "Two muscles, one unit. **20552** or 20610, never both for one site [1, 2].\n\n| code | what |\n|---|---|\n| 20552 | trigger point |\n",
)
