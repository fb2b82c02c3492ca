namespace EsimLifecycle;

/// <summary>
/// Walks into the future on a state that is thrown away: from deadline to deadline, and at each moment gives the answers that are assumed, by
/// the same engine as any decision.
/// </summary>
internal static class ForecastWalk
{
    /// <summary>
    /// The most answers at one moment, after which it goes on with the next deadline: more than anything can wait for, so that no walk stands
    /// still for ever.
    /// </summary>
    public const int MaxAnswersAtOnce = 1_000;

    /// <param name="policy">The policy as it applies to the subscription; its access rules are for those who ask, not for what is assumed.</param>
    /// <param name="state">The state to begin with.</param>
    /// <param name="now">The moment to begin with.</param>
    /// <param name="until">The last moment.</param>
    /// <param name="assumptions">What is assumed.</param>
    public static IEnumerable<ForecastStep> From(PreparedPolicy policy, Subscription state, Instant now, Instant until, ForecastAssumptions assumptions)
    {
        policy = policy.WithDeclaredAccess();
        var answers = new AssumedAnswers(assumptions);
        for (Instant? at = Instant.Max(now, state.LastEventAt); at <= until; at = state.NextDeadline)
        {
            var passed = PassTime(policy, state, at.Value);
            if (passed.Events.Count > 0)
            {
                yield return ForecastStep.Of(state, null, at.Value, passed);
                state = passed.Subscription;
            }

            answers.Begin();
            for (var i = 0; i < MaxAnswersAtOnce && answers.Next(state) is { } answer; i++)
            {
                var answered = Decide(policy, state, answer.Command, new CommandContext(at.Value, answer.By, answer.Id));
                if (answered.Events.Count == 0)
                {
                    answers.Skip();
                    continue;
                }

                yield return ForecastStep.Of(state, answer.Command, at.Value, answered);
                state = answered.Subscription;
            }
        }
    }

    private static Decision PassTime(PreparedPolicy policy, Subscription state, Instant at)
    {
        if (!state.IsDue(at))
            return new Decision(state);
        var decision = new DecisionBuilder(policy, state, at);
        Clock.PassTime(ref decision);
        return decision.Conclude(Outcome.Accepted);
    }

    private static Decision Decide(PreparedPolicy policy, Subscription state, LifecycleCommand command, in CommandContext context)
    {
        var decision = new DecisionBuilder(policy, state, context.Now);
        Clock.PassTime(ref decision);
        return CommandGate.Decide(ref decision, command, context);
    }
}
