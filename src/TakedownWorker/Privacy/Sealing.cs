using System.Security.Cryptography;
using System.Text;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Privacy;

/// <summary>AES-256-GCM (NIST SP 800-38D): one byte version, 12 bytes random nonce, 16 bytes tag, ciphertext.</summary>
internal static class Sealing
{
    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeadBytes = 1 + NonceBytes + TagBytes;

    public static byte[] Seal(ReadOnlySpan<byte> key, SealedPlace place, ReadOnlySpan<byte> plain)
    {
        var output = new byte[HeadBytes + plain.Length];
        output[0] = Version;
        RandomNumberGenerator.Fill(output.AsSpan(1, NonceBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(
            output.AsSpan(1, NonceBytes), plain, output.AsSpan(HeadBytes), output.AsSpan(1 + NonceBytes, TagBytes), Associated(place));
        return output;
    }

    /// <exception cref="SealBrokenException">Altered, moved, or sealed under another key.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, SealedPlace place, ReadOnlySpan<byte> sealedBytes)
    {
        if (sealedBytes.Length < HeadBytes || sealedBytes[0] != Version)
        {
            throw new SealBrokenException($"{place}: not sealed by this version.");
        }

        var plain = new byte[sealedBytes.Length - HeadBytes];
        using var aes = new AesGcm(key, TagBytes);
        try
        {
            aes.Decrypt(
                sealedBytes.Slice(1, NonceBytes), sealedBytes[HeadBytes..], sealedBytes.Slice(1 + NonceBytes, TagBytes), plain, Associated(place));
            return plain;
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new SealBrokenException($"{place}: altered, moved, or sealed under another key.", e);
        }
    }

    private static byte[] Associated(SealedPlace place) => Encoding.UTF8.GetBytes(place.ToString());
}
