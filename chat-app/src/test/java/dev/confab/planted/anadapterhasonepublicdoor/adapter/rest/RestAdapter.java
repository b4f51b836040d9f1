package dev.confab.planted.anadapterhasonepublicdoor.adapter.rest;

public interface RestAdapter {}
