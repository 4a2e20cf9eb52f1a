"""The names of the messages about series, facilitators in turn and second readings."""

SECOND_READING = "review.second_reading"
SECOND_READ = "review.second_read"
FACILITATOR_WANTED = "review.facilitator_wanted"
FACILITATOR_FOUND = "review.facilitator_found"
INVITED_BACK = "series.invited_back"
