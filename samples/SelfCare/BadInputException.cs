namespace SelfCare;

/// <summary>What the user gave can't be used. The message says where, what was found and what was expected.</summary>
internal sealed class BadInputException(string message) : Exception(message);
