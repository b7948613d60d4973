package io.postroom.identity;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;

/// The public half of a private key on a curve, for which the platform has no call. Done once at the start, before
/// anybody could measure it; never used to sign.
final class PublicPoint {
    private static final BigInteger TWO = BigInteger.TWO;
    private static final BigInteger THREE = BigInteger.valueOf(3);

    private final BigInteger prime;
    private final BigInteger a;

    private PublicPoint(ECParameterSpec curve) {
        prime = ((ECFieldFp) curve.getCurve().getField()).getP();
        a = curve.getCurve().getA();
    }

    static PublicKey of(ECPrivateKey key) throws GeneralSecurityException {
        ECParameterSpec curve = key.getParams();
        ECPoint point = new PublicPoint(curve).times(curve.getGenerator(), key.getS());
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
    }

    private ECPoint times(ECPoint point, BigInteger factor) {
        ECPoint sum = ECPoint.POINT_INFINITY;
        for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
            sum = twice(sum);
            if (factor.testBit(bit)) {
                sum = plus(sum, point);
            }
        }
        return sum;
    }

    private ECPoint plus(ECPoint one, ECPoint other) {
        if (one.equals(ECPoint.POINT_INFINITY)) {
            return other;
        }
        if (one.equals(other)) {
            return twice(one);
        }
        BigInteger run = other.getAffineX().subtract(one.getAffineX());
        if (run.mod(prime).signum() == 0) {
            return ECPoint.POINT_INFINITY;
        }
        return along(other.getAffineY().subtract(one.getAffineY()).multiply(run.modInverse(prime)), one, other);
    }

    private ECPoint twice(ECPoint point) {
        if (point.equals(ECPoint.POINT_INFINITY)) {
            return point;
        }
        BigInteger rise = point.getAffineX().pow(2).multiply(THREE).add(a);
        return along(rise.multiply(TWO.multiply(point.getAffineY()).modInverse(prime)), point, point);
    }

    private ECPoint along(BigInteger slope, ECPoint one, ECPoint other) {
        BigInteger x = slope.pow(2)
                .subtract(one.getAffineX())
                .subtract(other.getAffineX())
                .mod(prime);
        BigInteger y = one.getAffineX()
                .subtract(x)
                .multiply(slope)
                .subtract(one.getAffineY())
                .mod(prime);
        return new ECPoint(x, y);
    }
}
