"""Write the prose of an answer over its evidence. `composed` needs no model and is the default and the fallback."""
