"""Sample requests, their shipment, and the content they should lead to."""
