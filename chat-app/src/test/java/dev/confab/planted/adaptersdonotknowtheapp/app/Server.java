package dev.confab.planted.adaptersdonotknowtheapp.app;

public interface Server {}
