using Amazon.Lambda.Core;

public interface IStep
{
    int Run(string input);
}

public abstract class Step : IStep
{
    private int _runs;

    public int Run(string input) => {|LMI1002:++_runs|};
}

public class Counted : Step;

public class Function
{
    private readonly IStep _step = new Counted();

    public int Handle(string input, ILambdaContext context) => _step.Run(input);
}
