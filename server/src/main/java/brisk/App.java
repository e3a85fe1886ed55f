package brisk;

final class App {}
