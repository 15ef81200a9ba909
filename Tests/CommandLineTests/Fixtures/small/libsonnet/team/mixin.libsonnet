{ _config:: { threshold: 0.1 } }
