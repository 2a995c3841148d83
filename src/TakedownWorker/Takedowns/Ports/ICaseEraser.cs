using NodaTime;

namespace TakedownWorker.Takedowns.Ports;

/// <summary>Destroys a case: its key and everything sealed under it. The ledger's chain stays and still verifies.</summary>
internal interface ICaseEraser
{
    /// <summary>False when unknown or already erased.</summary>
    /// <exception cref="CaseChangedException">A letter of the case is on its way right now: try again in some minutes.</exception>
    Task<bool> EraseAsync(string reference, Instant at, CancellationToken cancellationToken);
}
