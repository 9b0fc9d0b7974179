"""The resources, one file each: `routes(service)` gives a router. Found by walking."""
