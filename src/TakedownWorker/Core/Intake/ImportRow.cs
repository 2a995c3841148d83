using System.Collections.Immutable;

namespace TakedownWorker.Core.Intake;

/// <summary>One faulty place of an import. The value is not repeated: it may be personal.</summary>
/// <param name="Line">Physical line where the record starts, from 1; 0 when the file as a whole is at fault.</param>
/// <param name="Column">Name of the column; null when the record or file as a whole is at fault.</param>
/// <param name="Unusable">The file could not be read to its end: nothing of it may be imported.</param>
internal sealed record ImportFault(long Line, string? Column, string Reason, bool Unusable = false);

/// <summary>One reported address of a record.</summary>
/// <param name="Entry">Its place in a JSON <c>urls</c> list, from 1; null when it stands in <c>url</c>.</param>
internal sealed record ImportUrl(string Text, int? Entry = null);

/// <summary>One record of an import: column to value, empty values left out. A JSON record may carry several addresses.</summary>
/// <param name="Incomplete">Some of its addresses were faulty and are reported already: it may have none left.</param>
internal sealed record ImportRow(
    long Line, ImmutableDictionary<string, string> Values, ImmutableArray<ImportUrl> Urls, bool Incomplete = false)
{
    public string? this[string column] => Values.GetValueOrDefault(column);
}

/// <summary>What reading brings, in the order of the file: a record, or a fault; exactly one is set.</summary>
internal readonly record struct ImportLine(ImportRow? Row, ImportFault? Fault)
{
    public static implicit operator ImportLine(ImportRow row) => new(row, null);

    public static implicit operator ImportLine(ImportFault fault) => new(null, fault);
}

/// <summary>What rows are held against besides themselves.</summary>
/// <param name="Policies">Names that exist.</param>
/// <param name="Caseworkers">Configured addresses.</param>
/// <param name="Today">Nobody has seen or given anything later than this.</param>
internal sealed record ImportContext(IReadOnlyCollection<string> Policies, IReadOnlyCollection<string> Caseworkers, NodaTime.LocalDate Today);
