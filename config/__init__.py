"""The installation: settings, addresses, servers, the timetable of sweeps, health."""
