"""The journal: every act is one event, never changed and never deleted; append, undo and merge."""
