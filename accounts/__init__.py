"""The user, teams, sign-in, who may sign up."""
