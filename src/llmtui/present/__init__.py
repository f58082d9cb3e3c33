"""View-models: what a screen, a table or an export says, as cells with roles. No drawing, no colours."""
