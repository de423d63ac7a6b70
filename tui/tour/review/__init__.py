"""The lesson on review: a lead settles what two invented annotators said differently."""
