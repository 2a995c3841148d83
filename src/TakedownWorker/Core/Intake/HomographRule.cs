using System.Globalization;

namespace TakedownWorker.Core.Intake;

/// <summary>
/// A label that mixes look-alike scripts (Latin with Cyrillic or Greek) is made to be taken for another name; registries do not
/// give such names out (Unicode UTS 39, section 5.2). One script of its own is a name like any other.
/// </summary>
internal static class HomographRule
{
    public static readonly RuleId Id = new("INT-04");

    /// <param name="host">In lower-case ASCII.</param>
    /// <returns>The fault of the first label that is no IDN at all or mixes scripts.</returns>
    public static UrlFault? Ask(string host)
    {
        foreach (var label in host.Split('.'))
        {
            if (!label.StartsWith("xn--", StringComparison.Ordinal))
            {
                continue;
            }

            if (Decode(label) is not { } letters)
            {
                return UrlFault.BadHost;
            }

            if (Scripts(letters) > 1)
            {
                return UrlFault.MixedScripts;
            }
        }

        return null;
    }

    private static int Scripts(string letters) =>
        (letters.Any(c => char.IsAsciiLetter(c) || c is >= '\u00C0' and <= '\u024F') ? 1 : 0)
        + (letters.Any(c => c is >= '\u0370' and <= '\u03FF') ? 1 : 0)
        + (letters.Any(c => c is >= '\u0400' and <= '\u052F') ? 1 : 0);

    private static string? Decode(string label)
    {
        try
        {
            return new IdnMapping { AllowUnassigned = true }.GetUnicode(label);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
