namespace FleetSimulation;

/// <summary>Something that somebody does in a while: the shop what it was instructed to, a provider what it reports, a customer what they want.</summary>
internal readonly record struct Errand(Instant At, Wish Wish = default, Instruction? Instruction = null, LifecycleCommand? Report = null);

/// <summary>What somebody wants of a subscription.</summary>
internal enum Wish
{
    // What comes up so many times a year
    Leave, ChangeDevice, LoseDevice, ChangePlan, BuyPack, Pause, TopUp, UsePromotion, GetCredit, EndByCarrier,
    LastOfAYear = EndByCarrier,

    // What follows from something else
    Begin, Use, Renew, FillBalance, LeaveNevertheless, ComeBack, SendDocuments, UnbindDevices, PayDues, Stay, Review,
}
