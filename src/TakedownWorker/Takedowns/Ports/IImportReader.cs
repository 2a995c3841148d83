using System.Collections.Immutable;
using TakedownWorker.Core.Intake;

namespace TakedownWorker.Takedowns.Ports;

/// <summary>The records of an import file and what could not be read.</summary>
internal sealed record ReadImport(ImmutableArray<ImportRow> Rows, ImmutableArray<ImportFault> Faults)
{
    public static ReadImport Failed(ImportFault fault) => new([], [fault]);
}

/// <summary>Reads import files; never throws for what is in them.</summary>
internal interface IImportReader
{
    ReadImport Read(string file);
}
