"""Short questions and explanations over a screen."""
