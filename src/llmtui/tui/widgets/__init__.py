"""Parts of a screen: each draws data it is given and says in messages what happened."""
