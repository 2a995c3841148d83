namespace TakedownWorker.Takedowns;

/// <summary>What the desk answers to a command: a value, or one line that says what is wrong and the cure.</summary>
internal readonly record struct Answer<T>(T? Value, string? Problem)
    where T : class
{
    public bool IsOk => Problem is null;

    public static implicit operator Answer<T>(T value) => new(value, null);

    public static Answer<T> No(string problem) => new(null, problem);
}
