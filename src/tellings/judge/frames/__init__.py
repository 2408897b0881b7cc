"""The cases of the packs' `frames.toml`; the reader itself is the service `tellings.lang.frames`."""
