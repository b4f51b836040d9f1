package dev.confab.planted.adaptersdonotknoweachother.adapter.rest;

public interface RestAdapter {}
