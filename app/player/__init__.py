"""The process that decodes sound and film: started, never imported; the only other user of Qt."""
