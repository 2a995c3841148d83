namespace TakedownWorker.Core.Intake;

/// <summary>
/// The name of a case outside: <c>TD-</c> and six characters of Crockford's base 32, which leaves out I, L, O and U. It
/// means nothing and follows from nothing.
/// </summary>
internal static class CaseReference
{
    public const int RandomBytes = 6;
    private const string Prefix = "TD-";
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <param name="random">At least <see cref="RandomBytes"/> bytes of chance; five bits of each are used.</param>
    public static string From(ReadOnlySpan<byte> random)
    {
        Span<char> text = stackalloc char[RandomBytes];
        for (var i = 0; i < RandomBytes; i++)
        {
            text[i] = Alphabet[random[i] & 31];
        }

        return Prefix + text.ToString();
    }

    /// <summary>The reference in upper case; null when the text is none.</summary>
    public static string? Parse(string text)
    {
        var upper = text.Trim().ToUpperInvariant();
        return upper.Length == Prefix.Length + RandomBytes && upper.StartsWith(Prefix, StringComparison.Ordinal)
            && upper[Prefix.Length..].All(c => Alphabet.Contains(c, StringComparison.Ordinal))
                ? upper
                : null;
    }
}
