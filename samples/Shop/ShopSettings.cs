namespace Shop;

/// <summary>What is set in <c>appsettings.json</c> or by arguments: <c>--Shop:Fail=0.5</c>.</summary>
/// <param name="Data">The directory in which everything is kept.</param>
/// <param name="Policies">The carriers' rules. Your own are read from a file by <see cref="LifecycleJson.ReadPolicy"/>.</param>
/// <param name="Seed">The number by which the pretended systems outside are the same in each run.</param>
/// <param name="Fail">The share of payments, provisionings and payouts that fail.</param>
/// <param name="Late">The share of answers that come late, by up to <paramref name="LateDays"/>.</param>
/// <param name="LateDays">The longest delay of an answer, in days.</param>
/// <param name="Down">The share of days on which the systems outside can't be reached.</param>
/// <param name="Start">What the shop's clock shows when it begins; null for the present.</param>
internal sealed record ShopSettings(string Data, string[] Policies, int Seed, double Fail, double Late, double LateDays, double Down, DateTimeOffset? Start = null);
