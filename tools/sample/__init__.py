"""Makes the sample files: a CT slice, an ultrasound picture and an ultrasound clip of a person who does not exist."""
