package dev.confab.planted.applicationdependsonthedomainalone.adapter;

public interface Door {}
