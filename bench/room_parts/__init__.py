"""What the measurement of the room is made of: the floors, the pages that listen, and the processes."""
