"""What words promise: one line a case, `kind name {values}`; an empty list is a promise nobody made."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_plan_cli.features.importing.target_extraction import Found, promises
from edu_plan_cli.model.load import load_plan

ROOT = Path(__file__).parent.parent.parent
CASES: dict[str, list[str]] = {
    "新建改扩建学校5所，新增学位3,000个。": ["number 新建改扩建学校 target_value=5 unit=所", "number 新增学位 target_value=3000 unit=个"],
    "全年参与学习的老年人达到1.7万人左右": ["number 参与学习的老年人 target_value=1.7 unit=万人 comparison=about"],
    "安排专项资金2.3亿元": ["number 安排专项资金 target_value=2.3 unit=亿元"],
    "近视率控制在45%以内": ["share 近视率 target_value=45 comparison=at_most"],
    "公办园在园幼儿占比不低于55%": ["share 公办园在园幼儿占比 target_value=55"],
    "义务教育巩固率，力争达到99.8％以上": ["share 义务教育巩固率 target_value=99.8"],
    "学生体质健康优良率提高2个百分点": ["number 学生体质健康优良率提高 target_value=2 unit=个百分点"],
    "高考本科上线率较上年提升1.5个百分点以上": ["number 高考本科上线率较上年提升 target_value=1.5 unit=个百分点"],
    "招聘教师一百二十名": ["number 招聘教师 target_value=120 unit=名"],
    "培养省级名师10名、市级骨干教师50名": ["number 培养省级名师 target_value=10 unit=名", "number 市级骨干教师 target_value=50 unit=名"],
    "每月至少开展1次安全检查": ["frequency 每月至少开展安全检查 minimum=1 every=month unit=次"],
    "每2周保证一节心理健康教育课": ["frequency 每2周保证心理健康教育课 minimum=1 every=two_weeks unit=节"],
    "学生每天校内体育活动不少于2小时": ["frequency 学生每天校内体育活动 minimum=2 every=day unit=小时"],
    "实现乡镇公办中心园全覆盖": ["coverage 乡镇公办中心园全覆盖 population=乡镇公办中心园"],
    "教职工培训率达到100%": ["coverage 教职工培训率 population=教职工培训率"],
    "确保一般公共预算教育支出只增不减": ["not_below 一般公共预算教育支出"],
    "提升公办幼儿园在园幼儿数占比": ["increase 提升公办幼儿园在园幼儿数占比"],
    "出台《校园安全管理办法》": ["deliverable 《校园安全管理办法》"],
    "6月底前完成中考工作": ["milestone 完成中考工作 due=2024-06-30"],
    "确保2024年秋季开办": ["milestone 2024年秋季开办 due=2024-09-01"],
    "加快爱国小学改扩建工程建设": ["project 爱国小学改扩建工程建设"],
    "新增学位2万，其中城区1.2万个": ["number 新增学位 target_value=2 unit=万", "number 城区 target_value=1.2 unit=万个"],
    "培育名师50—60名": [],
    "大班额比例控制在1%—2%以内": [],
    "创建50所绿色学校、100所健康学校": ["number 创建绿色学校 target_value=50 unit=所", "number 创建健康学校 target_value=100 unit=所"],
    "学生体质健康优良率达到百分之六十以上": ["share 学生体质健康优良率 target_value=60"],
    "高中阶段毛入学率达到百分之九十五点五": ["share 高中阶段毛入学率 target_value=95.5"],
    "巩固率达到九成五以上": ["share 巩固率 target_value=95"],
    "普惠率不低于八成": ["share 普惠率 target_value=80"],
    "辍学率控制在千分之三以内": ["number 辍学率 target_value=3 unit=‰ comparison=at_most"],
    "辍学率控制在百分之零点五以内": ["share 辍学率 target_value=0.5 comparison=at_most"],
    "巩固率达到百分之九十五点五，毛入学率达到98%": ["share 巩固率 target_value=95.5", "share 毛入学率 target_value=98"],
    "新增学位一千二百个": ["number 新增学位 target_value=1200 unit=个"],
    "新增学位一万两千零五十个": ["number 新增学位 target_value=12050 unit=个"],
    "助学贷款额度由8000元提高至12000元": ["number 助学贷款额度 target_value=12000 unit=元"],
    "推进9所学校建设，其中9月1日前4所投入使用": ["number 学校建设 target_value=9 unit=所", "number 投入使用 target_value=4 unit=所 due=2024-09-01"],
    "消除66人以上大班额": [],
    "三至六年级书面作业不超过60分钟": ["number 三至六年级书面作业 target_value=60 unit=分钟 comparison=at_most"],
    "每半年开展1次警示教育": ["frequency 每半年开展警示教育 minimum=1 every=half_year unit=次"],
    "每周至少安排1节劳动课": ["frequency 每周至少安排劳动课 minimum=1 every=week unit=节"],
    "6月底主体封顶，国庆前完工": ["milestone 主体封顶 due=2024-06-30", "milestone 国庆前完工 due=2024-09-30"],
    "县一中确保8月底前完成主体工程": ["milestone 县一中完成主体工程 due=2024-08-31"],
    "推进书记培育工程，实现全覆盖": ["coverage 书记培育工程全覆盖 population=书记培育工程"],
    "课后服务实现两个“全覆盖”": ["coverage 课后服务全覆盖 population=课后服务"],
    "困难学生应助尽助": ["coverage 困难学生应助尽助 population=困难学生"],
    "近视率较2023年下降1个百分点": ["number 近视率较2023年下降 target_value=1 unit=个百分点"],
    "在现有30所的基础上新增5所": ["number 新增 target_value=5 unit=所"],
    "现有集团30个，今年新组建4个": ["number 新组建 target_value=4 unit=个"],
    "维修校舍2.5万㎡，新建球场5块": ["number 维修校舍 target_value=2.5 unit=万㎡", "number 新建球场 target_value=5 unit=块"],
    "评选优秀党课20节，师徒结对30对": ["number 评选优秀党课 target_value=20 unit=节", "number 师徒结对 target_value=30 unit=对"],
    # a day after what it is for, and deadlines of what has no number
    "培训教师1200人次，6月底前完成。": ["number 培训教师 target_value=1200 unit=人次 due=2024-06-30"],
    "新建学校3所，新增学位900个，8月底前投入使用。": ["number 新建学校 target_value=3 unit=所 due=2024-08-31", "number 新增学位 target_value=900 unit=个 due=2024-08-31"],
    "改造食堂6个，9月底前。": ["number 改造食堂 target_value=6 unit=个 due=2024-09-30"],
    "6月底前，改造食堂6个，新建学校3所。": ["number 改造食堂 target_value=6 unit=个 due=2024-06-30", "number 新建学校 target_value=3 unit=所 due=2024-06-30"],
    "6月底前完成摸排，9月底前新建学校3所。": ["milestone 完成摸排 due=2024-06-30", "number 新建学校 target_value=3 unit=所 due=2024-09-30"],
    "5月底前出台课后服务质量评价标准": ["deliverable 课后服务质量评价标准 due=2024-05-31"],
    "12月15日前各校报送工作总结": ["milestone 各校报送工作总结 due=2024-12-15"],
    "做好春季开学准备，开展春季开学检查50所": ["number 开展春季开学检查 target_value=50 unit=所"],
    # measured by no number a target may have: with its words
    "办好第8届足球赛，确保进入全市前3名": ["qualitative 进入全市前3名"],
    "高考成绩位居全市前三": ["qualitative 高考成绩位居全市前三"],
    "特色学校数量翻一番": ["qualitative 特色学校数量翻一番"],
    "师生比达到1:17": ["qualitative 师生比达到1:17"],
    "体育教师占比不少于三分之一": ["qualitative 体育教师占比不少于三分之一"],
    # a number of what is spoken of, and one that is promised
    "56人以上班级数为零": [],
    "校园周边200米内网吧为零": [],
    "实现30万人口以上县特教学校全覆盖": ["coverage 30万人口以上县特教学校全覆盖 population=30万人口以上县特教学校"],
    "对6所村小开展食品安全检查": ["number 对村小开展食品安全检查 target_value=6 unit=所"],
    "小学、初中班额分别控制在45人、50人以内": ["number 小学、初中班额 target_value=45 unit=人 comparison=at_most", "number 小学、初中班额 target_value=50 unit=人 comparison=at_most"],
    "办结时限压缩到3个工作日以内": ["number 办结时限 target_value=3 unit=个工作日 comparison=at_most"],
    "视导不少于40校次": ["number 视导 target_value=40 unit=校次"],
    "教师体检一年一次": ["number 每年教师体检 target_value=1 unit=次"],
    "推荐读物100种": ["number 推荐读物 target_value=100 unit=种"],
    "压缩会议数量20%": ["number 压缩会议数量 target_value=20 unit=%"],
    # numbers that promise nothing, or that may be said in two ways
    "普惠率达到百分之九十多": [],
    "新增学位一千二个": [],
    "教学方法不能一成不变": [],
    "2023年，全市12所学校入选试点，经验在全省推广": [],
    "现有教育集团30个，覆盖学校120所": [],
    "落实教育经费“两个只增不减”要求": [],
    "实施第3轮行动计划（2024—2026年），推进5个方面工作": [],
    "3个工作日内办结": [],
    "面向2024届毕业生开展服务": [],
    "2023年已建成幼儿园30所": [],
    "选拔一批40周岁以下优秀年轻干部": [],
    "落实教育部等十三部门联合印发的《关于进一步减负的通知》": [],
    "深入学习党的二十大精神，开展“三个一”活动": [],
    "实施第三期学前教育行动计划，面向3-6岁儿童": [],
    "推进“1+3+N”模式，落实十四五规划": [],
    "完善《中小学2024年10所学校名单》的解读": [],
    "目前共有学校52所": [],
    "完成时限：2024年12月底": [],
}  # fmt: skip


def told(found: Found) -> str:
    return " ".join([found.kind, found.name, *(f"{key}={value}" for key, value in found.values.items())])


@pytest.mark.parametrize("text", CASES)
def test_words_promise_this_and_no_more(text: str) -> None:
    assert [told(found) for found in promises(text, 2024)] == CASES[text]


@given(
    st.text(
        alphabet="新增学校达到不低于全覆盖每周《》“”，。；、%万个所名年月日前完成0123456789 .一二三十\n",
        max_size=120,
    )
)
def test_every_quote_stands_in_the_text_whatever_the_text(text: str) -> None:
    for found in promises(text, 2024):
        assert found.quote in text
        assert found.quote.strip()
        assert found.name.strip()


def test_the_shipped_plan_has_its_numbers_found_and_no_others() -> None:
    """Of its targets with a number of their own at least 90 % are proposed, and at most 10 % of what is proposed is none."""
    plan = load_plan(ROOT, 2023)
    assert plan is not None
    known: set[tuple[int, str, str]] = set()
    proposed: set[tuple[int, str, str]] = set()
    for item in plan.items:
        for target in item.targets:
            number = getattr(target, "target_value", None) or getattr(target, "minimum", None)
            if number is not None:
                known.add((item.number, target.kind, str(number)))
        for found in promises(item.text, plan.year):
            if (value := found.values.get("target_value") or found.values.get("minimum")) is not None:
                proposed.add((item.number, found.kind, str(value)))
    assert len(known & proposed) >= 0.9 * len(known)
    assert len(proposed - known) <= 0.1 * len(proposed)
