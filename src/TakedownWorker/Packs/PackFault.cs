using System.Globalization;
using System.Text;

namespace TakedownWorker.Packs;

/// <summary>One fault of one pack file, with what mends it.</summary>
/// <param name="File">Path relative to the pack folder it stands in.</param>
/// <param name="Line">From 1; 0 where the whole file is meant.</param>
/// <param name="Key">Dotted path of the key, empty for the file itself.</param>
/// <param name="Value">What stands there, empty when nothing does.</param>
/// <param name="Cure">What to do.</param>
internal sealed record PackFault(string File, int Line, string Key, string Value, string Cure)
{
    public override string ToString()
    {
        var text = new StringBuilder(File);
        if (Line > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $":{Line}");
        }

        text.Append(": ");
        if (Key.Length > 0)
        {
            text.Append(Key);
            if (Value.Length > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $" = \"{Value}\"");
            }

            text.Append(": ");
        }

        return text.Append(Cure).ToString();
    }
}

/// <summary>Packs that cannot be used: the start stops with one message that lists every fault of every file.</summary>
internal sealed class InvalidPacksException(IReadOnlyList<PackFault> faults)
    : Exception(Describe(faults))
{
    public IReadOnlyList<PackFault> Faults { get; } = faults;

    private static string Describe(IReadOnlyList<PackFault> faults) =>
        string.Create(CultureInfo.InvariantCulture, $"{faults.Count} fault(s) in the packs:\n")
        + string.Join('\n', faults.Select(f => "  " + f));
}
