using System.Text;
using NodaTime;
using TakedownWorker.Core.Intake;
using TakedownWorker.Intake;

namespace TakedownWorker.Tests.Support;

/// <summary>Reads an import file that a test wrote, as the command does.</summary>
internal static class ImportFile
{
    public const string Caseworker = "desk@helpline.test";

    public static readonly ImportContext Context = new(["default"], [Caseworker], new LocalDate(2026, 11, 23));

    public static MappedImport Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    public static MappedImport Read(byte[] bytes)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, bytes);
            return Map(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static MappedImport Map(string file) => ImportMapping.Map(new ImportReader().Read(file), Context);

    public static IEnumerable<string> Urls(this MappedImport import) => import.Cases.SelectMany(c => c.Urls).Select(u => u.Text);

    public static IEnumerable<(long Line, string? Column)> Places(this MappedImport import) => import.Faults.Select(f => (f.Line, f.Column));
}
