"""Order lines that creators brought, and what came back."""
