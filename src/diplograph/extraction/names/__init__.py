"""The named things of a text: by the gazetteer, by grammar around a name, by the model."""
