using System;
using Amazon.Lambda.Core;

public interface IStep
{
    int Run(string input, ILambdaContext context);
}

public abstract class Step : IStep
{
    public abstract int Run(string input, ILambdaContext context);
}

/// <summary>Kept for all.</summary>
public class Counted : Step
{
    private int _runs;

    public override int Run(string input, ILambdaContext context) => {|LMI1002:++_runs|};
}

/// <summary>Has a handler's shape, and is one invocation's own.</summary>
public class Remembered : Step
{
    private string _input = "";

    public override int Run(string input, ILambdaContext context)
    {
        _input = input;
        return Length();
    }

    private int Length() => _input.Length;
}

public class Function
{
    private readonly IStep _counted = new Counted();

    public int Handle(string input, ILambdaContext context)
    {
        IStep step;
        if (input.Length > 0)
        {
            step = new Remembered();
        }
        else
        {
            throw new ArgumentException("empty", nameof(input));
        }

        return step.Run(input, context) + _counted.Run(input, context);
    }
}
