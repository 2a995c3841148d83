using TakedownWorker.Core.Intake;

namespace TakedownWorker.Takedowns.Ports;

/// <summary>Reads import files as a stream; never throws for what is in them.</summary>
internal interface IImportReader
{
    /// <summary>Records and faults in the order of the file, read while they are asked for.</summary>
    /// <param name="file">A path, or <c>-</c> for standard input.</param>
    IEnumerable<ImportLine> Read(string file);
}
