"""Documents → what is searched: embeddings, the clause index and its stores, and bringing them up to date with a folder."""
