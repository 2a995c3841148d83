namespace TakedownWorker.Hosting.Options;

/// <summary>A secret or personal: its value never appears in a message.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SensitiveAttribute : Attribute;
