"""Forms of the reviews app, one module an area."""
