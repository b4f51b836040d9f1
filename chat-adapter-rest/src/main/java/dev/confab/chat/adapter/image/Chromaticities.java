package dev.confab.chat.adapter.image;

/** The coordinates of white and the three primaries in the CIE 1931 diagram, each as x and y. */
record Chromaticities(Point white, Point red, Point green, Point blue) {

    private static final Point D65 = new Point(0.3127, 0.3290);

    static final Chromaticities SRGB =
            new Chromaticities(D65, new Point(0.64, 0.33), new Point(0.30, 0.60), new Point(0.15, 0.06));
    static final Chromaticities DISPLAY_P3 =
            new Chromaticities(D65, new Point(0.68, 0.32), new Point(0.265, 0.69), new Point(0.15, 0.06));
    static final Chromaticities BT_2020 =
            new Chromaticities(D65, new Point(0.708, 0.292), new Point(0.17, 0.797), new Point(0.131, 0.046));

    /** The cone responses of the Bradford method, which adapts one white point to another. */
    private static final Matrix BRADFORD =
            new Matrix(0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296);

    record Point(double x, double y) {

        private double z() {
            return 1 - x - y;
        }
    }

    /**
     * Returns the matrix from linear light in these primaries to linear sRGB. Its cells are not finite if there is
     * none.
     */
    Matrix toSrgb() {
        var adapted = BRADFORD.inverse()
                .times(Matrix.diagonal(coneRatio(0), coneRatio(1), coneRatio(2)))
                .times(BRADFORD);
        return SRGB.toXyz().inverse().times(adapted).times(toXyz());
    }

    private double coneRatio(int cone) {
        return BRADFORD.times(xyz(SRGB.white))[cone] / BRADFORD.times(xyz(white))[cone];
    }

    private Matrix toXyz() {
        var primaries = new Matrix(red.x, green.x, blue.x, red.y, green.y, blue.y, red.z(), green.z(), blue.z());
        var strengths = primaries.inverse().times(xyz(white));
        return primaries.times(Matrix.diagonal(strengths[0], strengths[1], strengths[2]));
    }

    private static double[] xyz(Point point) {
        return new double[] {point.x / point.y, 1, point.z() / point.y};
    }
}
