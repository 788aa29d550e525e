"""What only the evening itself writes down."""
