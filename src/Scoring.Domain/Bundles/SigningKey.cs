using System.Security.Cryptography;
using System.Text;

namespace Scoring.Domain.Bundles;

/// <summary>ECDSA on P-256. Keys are PEM; where the private one lies is not known here.</summary>
public static class SigningKey
{
    private const string Curve = "1.2.840.10045.3.1.7";

    /// <summary>Reads a public key; null when the bytes are not a P-256 public key in PEM. The caller disposes of it.</summary>
    public static ECDsa? Public(byte[] pem) => Read(pem, "PUBLIC KEY");

    /// <summary>Reads a private key; null when the bytes are not a P-256 private key in PEM. The caller disposes of it.</summary>
    public static ECDsa? Private(byte[] pem) => Read(pem, "PRIVATE KEY");

    /// <summary>The public half as the PEM that travels in bundles.</summary>
    public static string PublicPem(ECDsa key) => key.ExportSubjectPublicKeyInfoPem() + "\n";

    /// <summary>SHA-256 of the public half in DER (SubjectPublicKeyInfo), 64 lower-case hex digits.</summary>
    public static string HashOf(ECDsa key) => BundleWriter.Sha(key.ExportSubjectPublicKeyInfo());

    private static ECDsa? Read(byte[] pem, string label)
    {
        var key = ECDsa.Create();
        try
        {
            var text = Encoding.ASCII.GetString(pem);
            if (text.Contains($"-----BEGIN {label}-----", StringComparison.Ordinal))
            {
                key.ImportFromPem(text);
                if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == Curve) return key;
            }
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException or NotSupportedException)
        {
            // Not a key, or one of a curve that this machine does not know: said by the answer.
        }

        key.Dispose();
        return null;
    }
}
