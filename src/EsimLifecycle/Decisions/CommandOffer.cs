namespace EsimLifecycle;

/// <summary>Offers candidates: well-formed commands of one kind that cover what may be chosen.</summary>
internal delegate void Offering(ref CommandOffer offer);

/// <summary>
/// Asks a command's own rule about candidates, each on a state that is thrown away. It has no rules of its own.
/// </summary>
internal ref struct CommandOffer
{
    // In the place of what only the host knows. They are well-formed and stand for nothing.
    public static readonly Reference AnyReference = new("any-reference-that-is-new");
    public static readonly PersonalReference AnyPerson = new("any-reference-that-is-new");
    public static readonly SubscriptionId AnySubscription = new("any-subscription-that-is-new");
    public static readonly Eid AnyDevice = Eid.Parse("00000000000000000000000000000001");
    private static readonly CommandId AnyId = new("any-command-that-is-new");

    /// <summary>The decision as a candidate finds it: whose it is, and what access says.</summary>
    public DecisionBuilder Decision;

    private readonly Instant _now;
    private DecisionBuilder _asked;
    private ListBuilder<CommandChoice> _choices;

    /// <summary>Creates an offer.</summary>
    /// <param name="decision">The decision, with what access says, begun by <see cref="GivenBy"/>.</param>
    /// <param name="now">The host's clock.</param>
    /// <param name="lists">Whether choices are listed.</param>
    public CommandOffer(scoped in DecisionBuilder decision, Instant now, bool lists)
    {
        Decision = decision;
        _now = now;
        Lists = lists;
        Note(decision.Refusals);
    }

    public readonly Subscription State => Decision.State;

    public readonly CarrierPolicy Policy => Decision.Policy;

    /// <summary>Gets the smallest amount of money that there is.</summary>
    public readonly Money SmallestAmount => Money.OfMinor(1, State.Balances.Currency);

    public readonly Role Role => Decision.By!.Role;

    /// <summary>Gets whether choices are listed: not for whom access stops.</summary>
    public bool Lists { get; }

    /// <summary>Gets the answer to the best candidate.</summary>
    public CandidateAnswer Best { get; private set; }

    /// <summary>Gets whether no candidate was asked, because there is nothing to choose from.</summary>
    public readonly bool IsUnanswered => Best.Candidate is null;

    /// <summary>Gets the next moment at which a reason against a candidate ends; null if there is none.</summary>
    public Instant? NextRetryAt { get; private set; }

    /// <summary>Gets the next moment at which a day begins that counts for the answer; null if days do not.</summary>
    public Instant? NextDayAt { get; private set; }

    public readonly ValueList<CommandChoice> Choices => _choices.ToList();

    /// <summary>The decision on the candidate that was asked last, and what it would raise.</summary>
    public readonly DecisionBuilder Asked => _asked;

    /// <summary>Returns a command that somebody might give, of which nothing is kept.</summary>
    public static Given GivenBy(Caller by) => new(AnyId, by, default, default);

    /// <summary>Asks a command's rule about a candidate.</summary>
    public CandidateAnswer Ask(LifecycleCommand candidate)
    {
        _asked = Decision;
        if (_asked.State.Closure is { ErasedAt: not null })
            candidate.CheckErased(ref _asked, candidate.VisitAll().IsPersonal);
        candidate.Decide(ref _asked);
        var outcome = _asked.HasRefusals ? Outcome.Refused : _asked.EventCount == 0 ? Outcome.AlreadyDone : Outcome.Accepted;
        var answer = new CandidateAnswer(candidate, outcome, _asked.Refusals);
        Note(answer.Refusals);
        Best = Best.Or(answer);
        return answer;
    }

    /// <summary>Asks about a candidate that leaves nothing open, and lists it.</summary>
    public void Add(LifecycleCommand candidate)
    {
        var answer = Ask(candidate);
        if (Lists)
            List(new CommandChoice(answer));
    }

    /// <summary>Asks about each plan on offer for a subscription that begins, and lists it.</summary>
    public void AddPlans(Func<string, LifecycleCommand> candidateOf)
    {
        foreach (var plan in Decision.Prepared.Plans)
        {
            var answer = Ask(candidateOf(plan.Code));
            if (Lists)
                List(new CommandChoice(answer, isComplete: false) { Plan = plan, Price = plan.Price });
        }

        AddNone(candidateOf(""), "plan");
    }

    /// <summary>Asks about each device that is bound, and lists it.</summary>
    public void AddDevices(Func<Eid, LifecycleCommand> candidateOf, bool isComplete = true)
    {
        foreach (var binding in State.Devices)
        {
            var answer = Ask(candidateOf(binding.Device));
            if (Lists)
                List(new CommandChoice(answer, isComplete) { Device = binding.Device });
        }

        AddNone(candidateOf(AnyDevice), "device");
    }

    /// <summary>Asks about something that has a key and an amount, and lists it.</summary>
    public void Add(LifecycleCommand candidate, Reference reference, Money amount)
    {
        var answer = Ask(candidate);
        if (Lists)
            List(new CommandChoice(answer) { Reference = reference, Amount = amount });
    }

    /// <summary>Asks where there was nothing to choose from; the reason is given without naming what stands for it.</summary>
    public void AddNone(LifecycleCommand candidate, string fact)
    {
        if (!IsUnanswered)
            return;
        var answer = Ask(candidate);
        if (answer.Refusals.Count > 0 && Best == answer)
            Best = answer with { Refusals = ValueList.Create(answer.Refusals.Select(refusal => refusal.Without(fact))) };
    }

    /// <summary>Lists something that a fact would be about: nothing is asked, because a fact is never refused.</summary>
    public void AddFact(Reference reference, Money? amount = null, LifecycleCommand? command = null)
    {
        if (Lists)
            List(new CommandChoice(Outcome.Accepted) { Command = command, Reference = reference, Amount = amount });
    }

    public void List(CommandChoice choice) => _choices.Add(choice);

    /// <summary>Notes a moment at which the answer may change, without a deadline and without a reason that says so.</summary>
    public void MayChange(Instant? at)
    {
        if (at > _now && !(NextRetryAt <= at))
            NextRetryAt = at;
    }

    /// <summary>Notes that days count for the answer, and when the next one begins; null if they do not.</summary>
    public void CountDays(Instant? next) => NextDayAt = next;

    private void Note(ValueList<Refusal> refusals)
    {
        foreach (var refusal in refusals)
            MayChange(refusal.RetryAt);
    }
}
