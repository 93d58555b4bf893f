"""Question → understood query → fused, filtered, ranked evidence."""
