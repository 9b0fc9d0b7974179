"""What to see to before the service: when the next session may be, what the record must show, who pays if it is denied."""
