"""The package for Debian and its relatives: made from the frozen folder, installed, used and removed for a proof."""
