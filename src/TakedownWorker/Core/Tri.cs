namespace TakedownWorker.Core;

/// <summary>An answer that may not have been given yet; unknown never counts as yes or as no.</summary>
internal enum Tri
{
    Unknown,
    Yes,
    No,
}
